// Loaded into a process before all else: writes down by which stack it sends a request that makes a comment. A stack
// ends where a promise was passed on by hand, as Octokit does; it goes on where that promise was made.
import { createHook, executionAsyncId } from 'node:async_hooks';
import { writeFileSync } from 'node:fs';
import http from 'node:http';

const promises = new Map();
createHook({
  init: (id, type) => {
    if (type === 'PROMISE') promises.set(id, { made: new Error('made'), during: executionAsyncId() });
  },
}).enable();

function stacks() {
  const found = [new Error('here').stack];
  let promise = promises.get(executionAsyncId());
  while (promise !== undefined) {
    found.push(promise.made.stack);
    promise = promises.get(promise.during);
  }
  return found;
}

const { request } = http;
http.request = function tapped(url, options, ...rest) {
  const isCreate = options?.method === 'POST' && /\/issues\/\d+\/comments$/.test(String(url));
  if (isCreate) writeFileSync(process.env.STACK_FILE ?? '', JSON.stringify(stacks()));
  return request.call(this, url, options, ...rest);
};
