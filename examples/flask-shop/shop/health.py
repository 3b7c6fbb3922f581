"""
What each health check depends on. A check answers for its server, not for the region behind it: one that failed with the
region would take every server out at once, and leave none to serve what can still be served.
"""

import os
import urllib.error
import urllib.request

SECONDS = 1


def gateway_answers():
    """None if the gateway on this machine is alive or not used; otherwise the problem."""
    gateway = os.environ.get("AWS_ENDPOINT_URL_DYNAMODB")
    if gateway is None:
        return None
    try:
        with urllib.request.urlopen(f"{gateway.rstrip('/')}/healthz", timeout=SECONDS):
            return None
    except (urllib.error.URLError, OSError) as error:
        return f"The gateway does not answer: {error}"


def tables_answer(store):
    """None if the tables can be read in the region that answers; otherwise the problem."""
    try:
        store.probe()
        return None
    except Exception as error:  # With any error, this server cannot serve the API.
        return f"The tables cannot be read: {type(error).__name__}"
