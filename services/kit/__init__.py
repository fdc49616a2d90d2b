"""The parts an e-service and a conversation are made of. Pure: no database, network or clock."""
