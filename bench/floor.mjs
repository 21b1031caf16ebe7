// The floor: as many requests as a run makes, of the same size, one after another, with the built-in fetch and nothing
// else. Arguments: the server's address, then `METHOD:path:bytes of body` for each request.
const [, , base, ...requests] = process.argv;

for (const request of requests) {
  const [method, path, bytes] = request.split(':');
  const headers = { authorization: 'token github-token', 'content-type': 'application/json; charset=utf-8' };
  const body = Number(bytes) === 0 ? undefined : 'x'.repeat(Number(bytes));
  const response = await fetch(base + path, { method, headers, body });
  await response.text();
}
