import{xa as a}from"./chunk-2CIODD2I.js";import"./chunk-J77D3GFK.js";import"./chunk-YO3ZSXL3.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
