"""An application on plain boto3. It knows its endpoint, its table and its own journal; nothing of regions.

Usage: workload.py ENDPOINT RATE, told `start`, `rate N`, `stop` and `end` line by line. It prints its journal, one line of
JSON for each write, in the words of the drill's own: times are milliseconds of this machine's monotonic clock.
"""

import json
import random
import sys
import threading
import time

import boto3
from botocore.exceptions import BotoCoreError, ClientError

ENDPOINT, RATE = sys.argv[1], float(sys.argv[2])
TABLE = "orders"
THREADS = 4
MOST_WRITES = 20

dynamodb = boto3.client("dynamodb", endpoint_url=ENDPOINT, region_name="us-east-1")
printing = threading.Lock()
running = threading.Event()
ending = threading.Event()
idle = threading.Barrier(THREADS + 1)
numbers = iter(range(1, 10**9))
pace = {"per_second": RATE}


def now_ms():
    return time.monotonic() * 1000


def tell(facts):
    with printing:
        print(json.dumps(facts), flush=True)


def judge(error):
    """A write's own failed condition is an answer; anything that does not certainly say "not applied" is ambiguous."""
    if not isinstance(error, ClientError):
        return {"outcome": "ambiguous", "error": type(error).__name__, "said": str(error)}
    code = error.response["Error"]["Code"]
    facts = {"error": code, "said": str(error)}
    reasons = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
    if code == "ConditionalCheckFailedException" or "ConditionalCheckFailed" in reasons:
        return dict(facts, outcome="refused", byCondition=True)
    refused = error.response["ResponseMetadata"]["HTTPStatusCode"] == 503
    return dict(facts, outcome="refused" if refused else "ambiguous")


class Clerk(threading.Thread):
    """Keeps its own orders, one request after the other."""

    def __init__(self, number):
        super().__init__(daemon=True)
        self.number = number
        self.draws = random.Random(number)
        self.made = 0
        # What each order holds as far as this clerk knows: pieces, price, and how many writes it carries.
        self.orders = {}

    def run(self):
        while not ending.is_set():
            if not running.wait(timeout=0.05):
                continue
            due = time.monotonic()
            while running.is_set():
                self.work()
                due = max(due + THREADS / pace["per_second"], time.monotonic() - 1)
                time.sleep(max(0, due - time.monotonic()))
            idle.wait()

    def work(self):
        key = self.draws.choice(list(self.orders)) if self.orders else None
        drawn = self.draws.random()
        if key is None or drawn < 0.2:
            self.place()
        elif drawn < 0.35:
            self.read(key)
        elif self.orders[key]["writes"] >= MOST_WRITES or drawn < 0.45:
            self.rewrite(key)
        elif drawn < 0.7:
            self.add(key)
        elif drawn < 0.85:
            self.reprice(key, stale=self.draws.random() < 0.2)
        elif drawn < 0.93 and len(self.orders) > 1:
            self.move(key, self.draws.choice([other for other in self.orders if other != key]))
        else:
            self.cancel(key)

    def content(self, key, pieces, price):
        return {"order": key, "clerk": self.number, "pieces": pieces, "priceCents": price}

    def item(self, key, nonce, pieces, price):
        return {
            "order": {"S": key}, "clerk": {"N": str(self.number)}, "pieces": {"N": str(pieces)},
            "priceCents": {"N": str(price)}, "writes": {"L": [{"S": nonce}]}}

    def place(self):
        self.made += 1
        key, price = "clerk-%d-%d" % (self.number, self.made), self.draws.randrange(500, 5000)
        part = self.part(key, "replace", content=self.content(key, 1, price))
        if self.send("create", [part], lambda nonce: dynamodb.put_item(
                TableName=TABLE, Item=self.item(key, nonce, 1, price),
                ConditionExpression="attribute_not_exists(#o)", ExpressionAttributeNames={"#o": "order"})):
            self.orders[key] = {"pieces": 1, "price": price, "writes": 1}

    def rewrite(self, key):
        pieces, price = self.orders[key]["pieces"], self.draws.randrange(500, 5000)
        part = self.part(key, "replace", content=self.content(key, pieces, price))
        if self.send("put", [part], lambda nonce: dynamodb.put_item(
                TableName=TABLE, Item=self.item(key, nonce, pieces, price))):
            self.orders[key] = {"pieces": pieces, "price": price, "writes": 1}

    def change(self, key, nonce, update, values, **more):
        values = {name: {"N": str(value)} for name, value in values.items()}
        values.update({":none": {"L": []}, ":nonce": {"L": [{"S": nonce}]}})
        return dict(
            TableName=TABLE, Key={"order": {"S": key}}, ExpressionAttributeValues=values,
            UpdateExpression="SET writes = list_append(if_not_exists(writes, :none), :nonce)" + update, **more)

    def add(self, key):
        part = self.part(key, "amend", changes={"add": {"pieces": 1}})
        if self.send("update", [part], lambda nonce: dynamodb.update_item(
                **self.change(key, nonce, " ADD pieces :one", {":one": 1}))):
            self.amended(key, pieces=1)

    def reprice(self, key, stale):
        price, seen = self.draws.randrange(500, 5000), -1 if stale else self.orders[key]["price"]
        part = self.part(key, "amend", changes={"set": {"priceCents": price}})
        if self.send("conditional", [part], lambda nonce: dynamodb.update_item(**self.change(
                key, nonce, ", priceCents = :price", {":price": price, ":seen": seen},
                ConditionExpression="priceCents = :seen")), retire=not stale):
            self.amended(key)
            self.orders[key]["price"] = price

    def move(self, key, other):
        parts = [self.part(which, "amend", changes={"add": {"pieces": by}}) for which, by in [(key, -1), (other, 1)]]
        if self.send("transaction", parts, lambda nonce: dynamodb.transact_write_items(TransactItems=[
                {"Update": self.change(which, nonce, " ADD pieces :by", {":by": by})}
                for which, by in [(key, -1), (other, 1)]])):
            self.amended(key, pieces=-1)
            self.amended(other, pieces=1)

    def cancel(self, key):
        if self.send("delete", [self.part(key, "remove")], lambda nonce: dynamodb.delete_item(
                TableName=TABLE, Key={"order": {"S": key}})):
            self.orders.pop(key, None)

    def amended(self, key, pieces=0):
        if key in self.orders:
            self.orders[key]["pieces"] += pieces
            self.orders[key]["writes"] += 1

    def part(self, key, kind, **more):
        return dict(more, key="%s/%s" % (TABLE, key), name=key, kind=kind)

    def read(self, key):
        started = now_ms()
        facts = {"read": key, "startedMs": started}
        try:
            dynamodb.get_item(TableName=TABLE, Key={"order": {"S": key}}, ConsistentRead=True)
            tell(dict(facts, endedMs=now_ms(), failed=False))
        except (ClientError, BotoCoreError) as error:
            tell(dict(facts, endedMs=now_ms(), failed=True, error=str(error)))

    def send(self, write, parts, request, retire=True):
        """One write and its line in the journal; whether it was acknowledged."""
        order = next(numbers)
        nonce = "p%d" % order
        facts = {"nonce": nonce, "order": order, "write": write, "parts": parts, "startedMs": now_ms()}
        try:
            metadata = request(nonce)["ResponseMetadata"]
        except (ClientError, BotoCoreError) as error:
            judged = judge(error)
            tell(dict(facts, endedMs=now_ms(), **judged))
            # What is not known of an order any more, as after a write without an answer, is left alone for good.
            if retire:
                self.retire(parts)
            return False
        headers = metadata["HTTPHeaders"]
        again = metadata.get("RetryAttempts", 0) > 0 or "x-understudy-attempts" in headers
        tell(dict(
            facts, endedMs=now_ms(), outcome="acknowledged", region=headers.get("x-understudy-region"),
            epoch=int(headers.get("x-understudy-epoch", 0)), sentAgain=again))
        if again:
            # An attempt before the acknowledged one may land after it.
            self.retire(parts)
        return not again

    def retire(self, parts):
        for part in parts:
            self.orders.pop(part["name"], None)


def main():
    tell({"nowMs": now_ms(), "boto3": boto3.__version__})
    for number in range(THREADS):
        Clerk(number).start()
    for line in sys.stdin:
        words = line.split()
        if words[0] == "start":
            running.set()
        elif words[0] == "rate":
            pace["per_second"] = float(words[1])
        elif words[0] == "stop":
            if running.is_set():
                running.clear()
                idle.wait()
            tell({"stopped": True})
        elif words[0] == "end":
            break


main()
