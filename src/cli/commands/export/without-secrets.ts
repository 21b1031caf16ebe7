/** An address of a store without what opens it. */
export function withoutSecrets(address: string): string {
  return address.replace(/(?<=\/\/)[^/?#]*@/, '').replace(/(?<=[?&][^=&]*(?:pass|secret|key|token)[^=&]*=)[^&]*/gi, '');
}
