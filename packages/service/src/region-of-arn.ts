/** The region of AWS that an ARN names; `undefined` where it names none, as in DynamoDB Local, which writes `ddblocal`. */
export function regionOfArn(arn: string | undefined): string | undefined {
  const region = arn?.split(':')[3];
  return region === undefined || !/^[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}$/.test(region) ? undefined : region;
}
