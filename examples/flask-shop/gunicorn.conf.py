"""How gunicorn runs the shop. HOST and PORT differ per instance; everything else is the same."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# boto3 mostly waits, so threads are enough. A larger instance with a second core runs a second process.
workers = int(os.environ.get("SHOP_WORKERS", "1"))
threads = 8
# Longer than HAProxy keeps an idle connection to a server, so that the server never closes a connection that a request is using.
keepalive = 75
# On SIGTERM, requests in flight are finished; a write may wait for the writer to move.
graceful_timeout = 30
timeout = 60
worker_tmp_dir = "/dev/shm"
