import{createRequire as bannerCreateRequire}from'node:module';const require=bannerCreateRequire(import.meta.url);
var o="locks";export{o as a};
