import{Ha as a}from"./chunk-4LS5VGMC.js";import"./chunk-RCMNYURG.js";import"./chunk-SLC733TV.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
