/**
 * A stand-in for the AWS CLI, as far as the guides type it: `aws dynamodb OPERATION --region R --option VALUE…`, with
 * values in JSON or shorthand, against the endpoint that `ENDPOINT_<region>` names. It needs boto3 alone.
 */
export const AWS_PROGRAM = `#!/usr/bin/python3
import json, os, re, sys
import boto3

def shorthand(text):
    if text[:1] in "[{":
        return json.loads(text)
    if "=" not in text:
        return text
    return dict((name, number(value)) for name, value in (pair.split("=", 1) for pair in text.split(",")))

def number(value):
    return {"true": True, "false": False}.get(value, int(value) if value.isdigit() else value)

def member(option):
    return "".join(word.capitalize() for word in option[2:].split("-"))

service, operation, *words = sys.argv[1:]
options = {}
while words:
    option = words.pop(0)
    values = []
    while words and not words[0].startswith("--"):
        values.append(words.pop(0))
    options[member(option)] = values
[region] = options.pop("Region")
endpoint = os.environ["ENDPOINT_" + region.replace("-", "_")]
client = boto3.client(service, region_name=region, endpoint_url=endpoint)
LISTS = {"AttributeDefinitions", "GlobalSecondaryIndexUpdates"}
given = {}
for name, values in options.items():
    read = [shorthand(value) for value in values]
    given[name] = read if name in LISTS and not isinstance(read[0], list) else read[0]
answer = getattr(client, operation.replace("-", "_"))(**given)
answer.pop("ResponseMetadata", None)
print(json.dumps(answer, default=str))
`;
