// Loaded into the built program before anything else (node --import): one operation of AWS fails, always and in the way
// that is asked for; everything else goes through.
//
//   REFUSE_OPERATION  e.g. "ecs:CreateCluster"
//   REFUSE_WITH       "reset", "silence", or an answer in JSON: {"statusCode": 400, "headers": {…}, "body": "…"}
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';

const { REFUSE_OPERATION: refused, REFUSE_WITH: how = 'reset' } = process.env;

const { request } = http;
http.request = (...args) => {
  const made = request(...args);
  const { write, end } = made;
  const held = [];
  // Of the query protocols only the body says which operation it is: nothing goes out before it is known.
  made.write = (chunk) => held.push(chunk) > 0;
  made.end = (...rest) => {
    const chunks = [...held, ...rest.filter((each) => typeof each === 'string' || Buffer.isBuffer(each))];
    if (operationOf(made, Buffer.concat(chunks.map((each) => Buffer.from(each))).toString()) !== refused) {
      for (const chunk of held) write.call(made, chunk);
      return end.apply(made, rest);
    }
    if (how === 'reset') process.nextTick(() => made.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })));
    else if (how !== 'silence') process.nextTick(() => answer(made, JSON.parse(how)));
    return made;
  };
  return made;
};

function answer(made, { statusCode, headers, body }) {
  made.emit('response', Object.assign(Readable.from([Buffer.from(body)]), { statusCode, headers }));
  made.on('error', () => undefined).destroy();
}

/** From the header of the JSON protocols, from the form of the query ones. */
function operationOf(made, body) {
  const target = made.getHeader('x-amz-target');
  const service = /\/([\w-]+)\/aws4_request/.exec(String(made.getHeader('authorization') ?? ''))?.[1];
  return `${service}:${typeof target === 'string' ? target.split('.').at(-1) : /(?:^|&)Action=(\w+)/.exec(body)?.[1]}`;
}

syncBuiltinESMExports();
