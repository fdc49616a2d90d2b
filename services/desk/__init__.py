"""What happens to a case after the resident presses send. The only place that writes cases."""
