import{a,b}from"./chunk-5HRGOJF7.js";import"./chunk-7BZ6WDZM.js";import"./chunk-6DHFEWGX.js";export{b as appOf,a as mayWrite};
