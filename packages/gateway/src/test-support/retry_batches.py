"""Batches of boto3 that a region processes in part, sent again: directly, and through the gateway.

Usage: retry_batches.py DIRECT_ENDPOINT DIRECT_REGION GATEWAY_ENDPOINT own|hand (boto3 or this script sends again)

Prints every answer to them, as boto3 read it, and the items at the end.
"""

import json
import sys

import boto3

DIRECT, DIRECT_REGION, GATEWAY, WHO = sys.argv[1:5]
PLACES = {"direct": (DIRECT, DIRECT_REGION), "gateway": (GATEWAY, "ap-southeast-2")}
KEYS = [{"pk": {"S": "undone-%d" % n}} for n in range(3)]


def put(key):
    return {"PutRequest": {"Item": {**key, "who": {"S": WHO}, "n": {"N": "1.50"}}}}


def write_by_boto3(resource, record):
    resource.meta.client.meta.events.register("after-call.dynamodb.BatchWriteItem", record)
    with resource.Table("orders").batch_writer() as batch:
        for key in KEYS:
            batch.put_item(Item={"pk": key["pk"]["S"], "who": WHO})


def write_by_hand(client, record):
    """To two tables at once: the gateway sends what is for the stamped one by itself."""
    undone = {"orders": [put(KEYS[0]), {"DeleteRequest": {"Key": KEYS[1]}}], "audit": [put(key) for key in KEYS]}
    while undone:
        answer = client.batch_write_item(RequestItems=undone)
        record(answer)
        undone = answer["UnprocessedItems"]


def read_by_hand(client, record):
    found = []
    undone = {"orders": {"Keys": KEYS, "ConsistentRead": True}}
    while undone:
        answer = client.batch_get_item(RequestItems=undone)
        found += answer["Responses"].pop("orders", [])
        record(answer)
        undone = answer["UnprocessedKeys"]
    return sorted(found, key=lambda item: item["pk"]["S"])


def talk(endpoint, region):
    place = {
        "endpoint_url": endpoint, "region_name": region,
        "aws_access_key_id": "understudy", "aws_secret_access_key": "understudy"}
    client = boto3.client("dynamodb", **place)
    answers = []

    def record(parsed, **_more):
        answers.append({name: value for name, value in parsed.items() if name != "ResponseMetadata"})

    if WHO == "own":
        write_by_boto3(boto3.resource("dynamodb", **place), record)
    else:
        write_by_hand(client, record)
    return {"found": read_by_hand(client, record), "answers": answers}


print(json.dumps({name: talk(*place) for name, place in PLACES.items()}))
