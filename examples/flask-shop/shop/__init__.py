"""A small shop. It knows boto3 and the names of its tables, but neither regions nor Understudy."""
