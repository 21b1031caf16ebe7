// The types of playwright-core speak of these four, which a browser has and Node has not. This project compiles without
// the types of a browser, so that none of it is taken for granted in code that Node runs.
interface Node {
  readonly nodeType: number;
}
interface HTMLElement extends Node {
  readonly tagName: string;
}
interface SVGElement extends Node {
  readonly tagName: string;
}
interface HTMLElementTagNameMap {
  readonly [name: string]: HTMLElement;
}
