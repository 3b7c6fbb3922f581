"""
What gunicorn loads: `gunicorn -c gunicorn.conf.py shop.wsgi:app`. Every worker process loads it for itself, so that no
connection is shared across a fork (leave `preload_app` off).
"""

from shop.app import create_app
from shop.store import connect

app = create_app(connect())
