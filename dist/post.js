import{createRequire as _r}from'node:module';const require=_r(import.meta.url);
