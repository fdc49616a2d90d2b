"""Each channel spoken to exactly as its messenger speaks, and heard to the last byte."""
