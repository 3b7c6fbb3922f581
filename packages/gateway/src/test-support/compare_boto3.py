"""The same calls by boto3, directly and through the gateway: prints every difference, and how much was compared.

Usage: compare_boto3.py DIRECT_ENDPOINT DIRECT_REGION GATEWAY_ENDPOINT TAG (which makes keys its own)
"""

import json
import os
import sys
import threading
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.config import Config
from botocore.exceptions import ClientError

DIRECT, DIRECT_REGION, GATEWAY, TAG = sys.argv[1:5]
QUICK = Config(retries={"max_attempts": 3}, read_timeout=40)


def session_of(endpoint, region):
    return {
        "endpoint_url": endpoint,
        "region_name": region,
        "aws_access_key_id": "understudy",
        "aws_secret_access_key": "understudy",
        "config": QUICK,
    }


PLACES = {
    "direct": session_of(DIRECT, DIRECT_REGION),
    # Whatever region and keys an application has: on loopback the gateway looks at neither.
    "gateway": dict(session_of(GATEWAY, "ap-southeast-2"), aws_access_key_id="unknown", aws_secret_access_key="x"),
}
CLIENTS = {name: boto3.client("dynamodb", **place) for name, place in PLACES.items()}
RESOURCES = {name: boto3.resource("dynamodb", **place) for name, place in PLACES.items()}
differences = []
compared = 0


def plain(value):
    """A value as JSON shows it, bytes and sets told apart from what looks like them."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return {"a set": sorted(json.dumps(plain(one)) for one in value)}
    if isinstance(value, Binary):
        return {"Binary": value.value.hex()}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, Decimal):
        return {"Decimal": str(value)}
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def seen(call, *where):
    try:
        answer = call(*where)
    except ClientError as error:
        response = dict(error.response)
        metadata = response.pop("ResponseMetadata")
        # DynamoDB Local and DynamoDB spell it with another letter; it is in "Error" as well.
        response.pop("message", None)
        response.pop("Message", None)
        return {"error": type(error).__name__, "status": metadata["HTTPStatusCode"], "is": plain(response)}
    except Exception as error:  # what boto3 refuses by itself
        return {"refused": type(error).__name__, "is": str(error)}
    if isinstance(answer, dict) and "ResponseMetadata" in answer:
        answer = dict(answer)
        metadata = answer.pop("ResponseMetadata")
        if not metadata["RequestId"] or "x-amz-crc32" not in metadata["HTTPHeaders"]:
            differences.append("an answer lacks its headers: %s" % metadata)
        # Stamps and conditions count in it.
        answer.pop("ConsumedCapacity", None)
        return {"status": metadata["HTTPStatusCode"], "is": plain(answer)}
    return {"is": plain(answer)}


def same(name, call, of=CLIENTS):
    global compared
    direct, through = seen(call, of["direct"]), seen(call, of["gateway"])
    compared += 1
    if direct != through:
        differences.append("%s: direct %s, gateway %s" % (name, json.dumps(direct), json.dumps(through)))
    return through


def by_key(items):
    return sorted(items, key=lambda item: json.dumps(plain(item), sort_keys=True))


DIGITS_38 = "12345678901234567890123456789012345678"
RICH = {
    "pk": {"S": "rich"},
    "text": {"S": "ü\u0000\"\\ 😀"},
    "empty": {"S": ""},
    "number": {"N": DIGITS_38},
    "small": {"N": "1E-130"},
    "binary": {"B": b"\x00\xff\xfe"},
    "nothing": {"B": b""},
    "yes": {"BOOL": True},
    "none": {"NULL": True},
    "list": {"L": [{"N": "1"}, {"M": {"understudy:v": {"S": "mine"}}}]},
    "map": {"M": {"a.b": {"S": "x"}, "": {"S": "a name of no letters"}}},
    "strings": {"SS": ["a", "b"]},
    "numbers": {"NS": ["1", "2.5"]},
    "binaries": {"BS": [b"\x01", b"\x02"]},
    "expiresAt": {"N": "1999999999"},
}


def single_items():
    same("put rich", lambda c: c.put_item(TableName="orders", Item=RICH))
    same("get rich", lambda c: c.get_item(TableName="orders", Key={"pk": {"S": "rich"}}, ConsistentRead=True))
    same("get projected", lambda c: c.get_item(
        TableName="orders", Key={"pk": {"S": "rich"}}, ProjectionExpression="#t, #m",
        ExpressionAttributeNames={"#t": "text", "#m": "map"}))
    same("get legacy", lambda c: c.get_item(TableName="orders", Key={"pk": {"S": "rich"}}, AttributesToGet=["empty"]))
    same("get none", lambda c: c.get_item(TableName="orders", Key={"pk": {"S": "unknown"}}))
    same("put returning", lambda c: c.put_item(TableName="orders", Item=RICH, ReturnValues="ALL_OLD"))
    same("put refused", lambda c: c.put_item(
        TableName="orders", Item=RICH, ConditionExpression="attribute_not_exists(pk)"))
    same("put refused, with the item", lambda c: c.put_item(
        TableName="orders", Item=RICH, ConditionExpression="attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD"))
    same("put expected", lambda c: c.put_item(
        TableName="orders", Item=RICH, Expected={"yes": {"Value": {"BOOL": False}}}))
    for returns in ["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"]:
        same("update returning " + returns, lambda c: c.update_item(
            TableName="orders", Key={"pk": {"S": "rich"}}, ReturnValues=returns,
            UpdateExpression="SET #n = #n - :one, #l[2] = :one REMOVE #e ADD #s :set",
            ExpressionAttributeNames={"#n": "small", "#l": "list", "#e": "empty", "#s": "strings"},
            ExpressionAttributeValues={":one": {"N": "1"}, ":set": {"SS": ["c"]}}))
    same("update refused", lambda c: c.update_item(
        TableName="orders", Key={"pk": {"S": "rich"}}, UpdateExpression="SET a = :v",
        ConditionExpression="yes = :v", ExpressionAttributeValues={":v": {"S": "no"}},
        ReturnValuesOnConditionCheckFailure="ALL_OLD"))
    same("update of nothing", lambda c: c.update_item(TableName="orders", Key={"pk": {"S": "new"}}))
    same("update legacy", lambda c: c.update_item(
        TableName="orders", Key={"pk": {"S": "rich"}}, ReturnValues="ALL_NEW",
        AttributeUpdates={"visits": {"Action": "ADD", "Value": {"N": "1"}}, "none": {"Action": "DELETE"}}))
    same("counts", lambda c: c.update_item(
        TableName="orders", Key={"pk": {"S": "rich"}}, UpdateExpression="ADD visits :one",
        ExpressionAttributeValues={":one": {"N": "1"}}, ReturnValues="UPDATED_NEW"))
    same("delete refused", lambda c: c.delete_item(
        TableName="orders", Key={"pk": {"S": "rich"}}, ConditionExpression="attribute_not_exists(pk)"))
    same("delete returning", lambda c: c.delete_item(
        TableName="orders", Key={"pk": {"S": "new"}}, ReturnValues="ALL_OLD"))
    same("delete of nothing", lambda c: c.delete_item(TableName="orders", Key={"pk": {"S": "new"}}))
    same("another table", lambda c: c.put_item(TableName="audit", Item={"pk": {"S": "a"}}))
    same("no table", lambda c: c.put_item(TableName="nowhere", Item={"pk": {"S": "a"}}))
    same("no key", lambda c: c.put_item(TableName="orders", Item={"a": {"S": "a"}}))
    same("a key of another type", lambda c: c.get_item(TableName="orders", Key={"pk": {"N": "1"}}))
    same("an empty key", lambda c: c.put_item(TableName="orders", Item={"pk": {"S": ""}}))
    same("39 digits", lambda c: c.put_item(
        TableName="orders", Item={"pk": {"S": "a"}, "n": {"N": DIGITS_38 + "9"}}))
    same("an empty set", lambda c: c.put_item(TableName="orders", Item={"pk": {"S": "a"}, "s": {"SS": []}}))
    same("an expression that is none", lambda c: c.get_item(
        TableName="orders", Key={"pk": {"S": "a"}}, ProjectionExpression="a,,b"))


def large_items():
    large = "x" * (399 * 1024)
    same("put of 399 KB", lambda c: c.put_item(
        TableName="orders", Item={"pk": {"S": "large"}, "text": {"S": large}}))
    same("get of 399 KB", lambda c: c.get_item(TableName="orders", Key={"pk": {"S": "large"}}))
    same("put of 401 KB", lambda c: c.put_item(
        TableName="orders", Item={"pk": {"S": "large"}, "text": {"S": large + 2048 * "x"}}))
    same("delete of 399 KB", lambda c: c.delete_item(TableName="orders", Key={"pk": {"S": "large"}}))


def many_items():
    lines = [{"pk": {"S": "p%d" % (n % 3)}, "sk": {"N": str(n)}, "odd": {"BOOL": n % 2 == 1}} for n in range(60)]
    for at in range(0, 60, 20):
        same("batch write", lambda c: c.batch_write_item(
            RequestItems={"lines": [{"PutRequest": {"Item": line}} for line in lines[at:at + 20]]}))
    same("batch of puts and deletes", lambda c: c.batch_write_item(RequestItems={
        "lines": [{"DeleteRequest": {"Key": {"pk": {"S": "p0"}, "sk": {"N": "0"}}}}],
        "audit": [{"PutRequest": {"Item": {"pk": {"S": "b"}}}}]}))
    same("batch naming a key twice", lambda c: c.batch_write_item(RequestItems={"lines": [
        {"DeleteRequest": {"Key": {"pk": {"S": "p0"}, "sk": {"N": "1"}}}},
        {"DeleteRequest": {"Key": {"pk": {"S": "p0"}, "sk": {"N": "1.0"}}}}]}))
    same("empty batch", lambda c: c.batch_write_item(RequestItems={"lines": []}))
    same("batch get", lambda c: by_key(c.batch_get_item(RequestItems={
        "lines": {"Keys": [{"pk": {"S": "p%d" % (n % 3)}, "sk": {"N": str(n)}} for n in range(30)]},
        "orders": {"Keys": [{"pk": {"S": "rich"}}], "ConsistentRead": True}})["Responses"]["lines"]))
    query = {
        "TableName": "lines", "KeyConditionExpression": "pk = :p AND sk > :n",
        "ExpressionAttributeValues": {":p": {"S": "p1"}, ":n": {"N": "10"}}}
    same("query", lambda c: c.query(**query))
    same("query backwards, in parts", lambda c: c.query(ScanIndexForward=False, Limit=3, **query))
    same("query count", lambda c: c.query(Select="COUNT", **query))
    same("query legacy", lambda c: c.query(TableName="lines", KeyConditions={
        "pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p2"}]}}))
    same("query pages", lambda c: [plain(page["Items"]) for page in c.get_paginator("query").paginate(
        PaginationConfig={"PageSize": 4}, **query)])
    same("scan pages", lambda c: by_key(
        item for page in c.get_paginator("scan").paginate(TableName="lines", PaginationConfig={"PageSize": 7})
        for item in page["Items"]))
    same("scan filtered", lambda c: by_key(c.scan(
        TableName="lines", FilterExpression="odd = :y", ExpressionAttributeValues={":y": {"BOOL": True}})["Items"]))
    same("scan in parallel", lambda c: by_key(in_parallel(c, 4)))
    same("tables, in pages", lambda c: [name for page in c.get_paginator("list_tables").paginate(
        PaginationConfig={"PageSize": 1}) for name in page["TableNames"]])
    same("statement", lambda c: c.execute_statement(
        Statement="SELECT * FROM lines WHERE pk = ? AND sk = ?", Parameters=[{"S": "p1"}, {"N": "4"}]))
    same("statements", lambda c: c.batch_execute_statement(Statements=[
        {"Statement": "SELECT odd FROM lines WHERE pk = 'p1' AND sk = 7"}]))


def in_parallel(client, segments):
    found = [[] for _ in range(segments)]

    def read(segment):
        found[segment] = client.scan(TableName="lines", Segment=segment, TotalSegments=segments)["Items"]

    run_threads(read, segments)
    return [item for items in found for item in items]


def run_threads(target, count):
    threads = [threading.Thread(target=target, args=(at,)) for at in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def transactions():
    put = {"Put": {"TableName": "orders", "Item": {"pk": {"S": "t1"}, "n": {"N": "1"}}}}
    update = {"Update": {
        "TableName": "orders", "Key": {"pk": {"S": "t2"}}, "UpdateExpression": "SET n = :n",
        "ExpressionAttributeValues": {":n": {"N": "1"}}}}
    refused = {"Put": {
        "TableName": "orders", "Item": {"pk": {"S": "t1"}}, "ConditionExpression": "attribute_not_exists(pk)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
    check = {"ConditionCheck": {
        "TableName": "audit", "Key": {"pk": {"S": "a"}}, "ConditionExpression": "attribute_exists(pk)"}}
    same("transaction", lambda c: c.transact_write_items(TransactItems=[put, update, check]))
    same("transaction cancelled", lambda c: c.transact_write_items(TransactItems=[update, refused, check]))
    same("transaction with its token twice", lambda c: [
        c.transact_write_items(TransactItems=[put, update], ClientRequestToken="token-" + TAG)["ResponseMetadata"]["HTTPStatusCode"]
        for _ in range(2)])
    same("transaction, another of that token", lambda c: c.transact_write_items(
        TransactItems=[update], ClientRequestToken="token-" + TAG))
    same("transaction naming a key twice", lambda c: c.transact_write_items(TransactItems=[put, refused]))
    same("transact get", lambda c: c.transact_get_items(TransactItems=[
        {"Get": {"TableName": "orders", "Key": {"pk": {"S": key}}}} for key in ["t1", "t2", "unknown"]]))
    same("transact delete", lambda c: c.transact_write_items(TransactItems=[
        {"Delete": {"TableName": "orders", "Key": {"pk": {"S": "t1"}}}}]))


def tables():
    def described(client):
        table = client.describe_table(TableName="lines")["Table"]
        return {name: table[name] for name in ["TableName", "KeySchema", "AttributeDefinitions", "TableStatus"]}

    same("describe", described)
    same("describe nothing", lambda c: c.describe_table(TableName="nowhere"))
    same("time to live", lambda c: c.describe_time_to_live(TableName="orders"))
    same("waiter", lambda c: c.get_waiter("table_exists").wait(TableName="lines"))


def resources():
    def table(resource):
        return resource.Table("orders")

    item = {
        "pk": "resource", "n": Decimal(DIGITS_38), "f": Decimal("-1.5"), "b": Binary(b"\x00\x01"),
        "s": {"a", "b"}, "ns": {Decimal(1), Decimal("2.5")}, "bs": {b"\x01"}, "m": {"l": [1, None, True, ""]}}
    same("resource put", lambda r: table(r).put_item(Item=item), RESOURCES)
    same("resource get", lambda r: table(r).get_item(Key={"pk": "resource"}, ConsistentRead=True), RESOURCES)
    same("resource update", lambda r: table(r).update_item(
        Key={"pk": "resource"}, UpdateExpression="SET f = f + :one", ReturnValues="ALL_NEW",
        ConditionExpression=Attr("pk").exists() & Attr("n").gt(1),
        ExpressionAttributeValues={":one": Decimal(1)}), RESOURCES)
    same("resource refused", lambda r: table(r).put_item(
        Item=item, ConditionExpression=Attr("pk").not_exists()), RESOURCES)

    def write_batch(resource):
        with resource.Table("lines").batch_writer(overwrite_by_pkeys=["pk", "sk"]) as batch:
            for n in range(40):
                batch.put_item(Item={"pk": "batch", "sk": n % 30})
        return resource.Table("lines").query(KeyConditionExpression=Key("pk").eq("batch") & Key("sk").lt(50))

    same("resource batch and query", write_batch, RESOURCES)


def threads_and_fork():
    def count_up(client):
        def add(_at):
            for _ in range(10):
                client.update_item(
                    TableName="orders", Key={"pk": {"S": "counter-" + TAG}}, UpdateExpression="ADD n :one",
                    ExpressionAttributeValues={":one": {"N": "1"}})

        run_threads(add, 8)
        return client.get_item(TableName="orders", Key={"pk": {"S": "counter-" + TAG}}, ConsistentRead=True)

    if same("threads", count_up)["is"]["Item"]["n"] != {"N": "80"}:
        differences.append("threads lost a count")

    def in_child(client):
        name = next(name for name, one in CLIENTS.items() if one is client)
        client.put_item(TableName="orders", Item={"pk": {"S": "parent"}})
        child = os.fork()
        if child == 0:
            boto3.client("dynamodb", **PLACES[name]).put_item(TableName="orders", Item={"pk": {"S": "child"}})
            os._exit(0)
        _, status = os.waitpid(child, 0)
        return [status, client.get_item(TableName="orders", Key={"pk": {"S": "child"}}, ConsistentRead=True)["Item"]]

    same("fork", in_child)


def contents():
    for table in ["orders", "lines", "audit"]:
        same("all of " + table, lambda c: by_key(
            item for page in c.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
            for item in page["Items"]))


for part in [single_items, large_items, many_items, transactions, tables, resources, threads_and_fork, contents]:
    part()
print(json.dumps({"boto3": boto3.__version__, "compared": compared, "differences": differences}))
