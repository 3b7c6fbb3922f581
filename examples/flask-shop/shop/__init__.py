"""A small shop. It knows boto3 and a table's name, and nothing of regions, routes or Understudy."""
