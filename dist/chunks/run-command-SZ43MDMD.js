import{Ia as a}from"./chunk-BC7AJ6WN.js";import"./chunk-I3AW3UAI.js";import"./chunk-4V6NMDCN.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
