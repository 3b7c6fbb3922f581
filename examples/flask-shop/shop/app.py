"""The shop's pages and its API."""

import os

from flask import Flask, jsonify, render_template, request

from shop.health import gateway_answers, tables_answer
from shop.store import OutOfStock, Taken

MOST_PIECES = 100


def create_app(store):
    """The application on a Store."""
    app = Flask(__name__)

    @app.get("/")
    def page():
        return render_template("shop.html", products=store.products(), server=server_name())

    @app.get("/api/products")
    def products():
        return jsonify(products=store.products())

    @app.get("/api/orders/<order_id>")
    def order(order_id):
        found = store.order(order_id)
        return (jsonify(found), 200) if found else (jsonify(error="There is no such order."), 404)

    @app.put("/api/orders/<order_id>")
    def place(order_id):
        wanted = request.get_json(silent=True)
        problem = find_problem(wanted)
        if problem:
            return jsonify(error=problem), 400
        try:
            placed, new = store.place(order_id, wanted["product"], wanted["pieces"])
        except Taken:
            return jsonify(error="Another order has this number."), 409
        except OutOfStock:
            return jsonify(error="Not enough pieces in stock."), 409
        return jsonify(placed), 201 if new else 200

    @app.get("/healthz")
    def healthz():
        """For the pages: whether the gateway on this machine is alive."""
        return say_health(gateway_answers())

    @app.get("/api/health")
    def api_health():
        """For the API: whether this server can read the tables."""
        return say_health(tables_answer(store))

    @app.after_request
    def sign(response):
        response.headers["X-Server"] = server_name()
        return response

    return app


def find_problem(wanted):
    """The problem with an order, as a message for its sender; None if it is valid."""
    if not isinstance(wanted, dict):
        return 'Send JSON such as {"product": "teapot", "pieces": 2}.'
    if not isinstance(wanted.get("product"), str) or not wanted["product"]:
        return '"product" must name a product.'
    pieces = wanted.get("pieces")
    if not isinstance(pieces, int) or isinstance(pieces, bool) or not 1 <= pieces <= MOST_PIECES:
        return f'"pieces" must be a whole number from 1 to {MOST_PIECES}.'
    return None


def say_health(problem):
    return (jsonify(ok=True), 200) if problem is None else (jsonify(ok=False, problem=problem), 503)


def server_name():
    return os.environ.get("SHOP_SERVER", "shop")
