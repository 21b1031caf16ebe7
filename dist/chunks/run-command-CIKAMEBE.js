import{Oa as a}from"./chunk-U7NF37PM.js";import"./chunk-4PX4BZZT.js";import"./chunk-L6N22GDR.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as runCommandOver};
