import { AwsError } from '../aws-error.js';

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function badPaginationToken(): AwsError {
  return new AwsError('PaginationTokenExpiredException', 'The pagination token is not one that this operation gave: start again without it.');
}
