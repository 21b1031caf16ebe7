import{ha as a}from"./chunk-MRSMSFAH.js";import"./chunk-OKLESG3U.js";import"./chunk-IGRKZKMA.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
