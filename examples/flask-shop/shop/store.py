"""The shop's data in DynamoDB, by plain boto3."""

import os
from decimal import Decimal

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# A write waits in the gateway while the writer moves: the client must wait longer than that.
PATIENT = Config(connect_timeout=2, read_timeout=30, retries={"mode": "standard", "max_attempts": 5})
# A health check makes one attempt with a short time limit.
QUICK = Config(connect_timeout=1, read_timeout=1, retries={"mode": "standard", "max_attempts": 1})

# The gateway's code for a write whose answer was lost: looking the order's number up shows whether it was applied.
AMBIGUOUS = "UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS"


class Taken(Exception):
    """The order's number belongs to another order."""


class OutOfStock(Exception):
    """The product is unknown, or has fewer pieces than were ordered."""


def connect():
    """The store, configured by the environment: AWS_ENDPOINT_URL_DYNAMODB is the address of the gateway."""
    # boto3 reads that variable by itself from 1.28.57 on; Debian 12 has an older one.
    endpoint = os.environ.get("AWS_ENDPOINT_URL_DYNAMODB")
    return Store(
        boto3.resource("dynamodb", endpoint_url=endpoint, config=PATIENT),
        boto3.client("dynamodb", endpoint_url=endpoint, config=QUICK),
        products=os.environ.get("SHOP_PRODUCTS_TABLE", "shop-products"),
        orders=os.environ.get("SHOP_ORDERS_TABLE", "shop-orders"),
    )


class Store:
    """Products (`id`, `name`, `stock`) and orders (`id`, `product`, `pieces`)."""

    def __init__(self, resource, quick, products, orders):
        self._products = products
        self._orders = orders
        # Threads may share a client, but not a resource; this client takes plain Python values.
        self._client = resource.meta.client
        self._quick = quick

    def products(self):
        """All products, by name."""
        answer = self._client.scan(TableName=self._products)
        return sorted((plain(item) for item in answer["Items"]), key=lambda item: item["name"])

    def order(self, order_id, consistent=False):
        """One order, or None."""
        answer = self._client.get_item(
            TableName=self._orders, Key={"id": order_id}, ConsistentRead=consistent
        )
        return plain(answer["Item"]) if "Item" in answer else None

    def probe(self):
        """Reads an item in any region. Raises the error that prevents it."""
        self._quick.get_item(TableName=self._orders, Key={"id": {"S": "health-check"}})

    def place(self, order_id, product, pieces, attempts=2):
        """
        Places an order and takes its pieces from the stock, both or neither. The caller chose the number, so asking
        again after a lost answer changes nothing.

        Returns the order, and whether it is new. Raises Taken or OutOfStock.
        """
        order = {"id": order_id, "product": product, "pieces": pieces}
        put = {
            "TableName": self._orders,
            "Item": order,
            "ConditionExpression": "attribute_not_exists(id)",
        }
        take = {
            "TableName": self._products,
            "Key": {"id": product},
            "UpdateExpression": "SET stock = stock - :pieces",
            "ConditionExpression": "stock >= :pieces",
            "ExpressionAttributeValues": {":pieces": pieces},
        }
        try:
            self._client.transact_write_items(TransactItems=[{"Put": put}, {"Update": take}])
            return order, True
        except ClientError as error:
            causes = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
            ambiguous = error.response["Error"]["Code"] == AMBIGUOUS
            if not ambiguous and "ConditionalCheckFailed" not in causes:
                raise
            if not ambiguous and causes[0] != "ConditionalCheckFailed":
                raise OutOfStock() from error
            found = self.order(order_id, consistent=True)
            if found is None and attempts > 1:
                return self.place(order_id, product, pieces, attempts - 1)
            if found is None:
                raise
        if found != order:
            raise Taken()
        return found, False


def plain(item):
    """DynamoDB's numbers are Decimals, which JSON cannot encode."""
    return {name: int(value) if isinstance(value, Decimal) else value for name, value in item.items()}
