import express, { type Router } from "express";
import { helperFunctions } from "../../expressions/javascript/index.js";

/** `GET /steps/functions`: what scripts can call beside the functions of JavaScript. */
export function functionRoutes(): Router {
  const router = express.Router({ mergeParams: true });
  router.get("/", (_request, response) => {
    response.json(helperFunctions);
  });
  return router;
}
