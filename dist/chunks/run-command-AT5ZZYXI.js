import{Ia as a}from"./chunk-IYGEVQJK.js";import"./chunk-5NKD6MTI.js";import"./chunk-IJ42DU2Z.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
