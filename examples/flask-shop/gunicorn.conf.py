"""How gunicorn runs the shop. HOST and PORT are the instance's own; all else is the same everywhere."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# boto3 waits much and computes little: threads. A second process for the second core of a bigger instance.
workers = int(os.environ.get("SHOP_WORKERS", "1"))
threads = 8
# Longer than HAProxy keeps an idle connection to a server, so that it is never this side that hangs up on a request.
keepalive = 75
# On SIGTERM, requests under way are finished; a write may wait for the writer to move.
graceful_timeout = 30
timeout = 60
worker_tmp_dir = "/dev/shm"
