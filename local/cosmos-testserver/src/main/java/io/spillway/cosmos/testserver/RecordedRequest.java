package io.spillway.cosmos.testserver;

/**
 * Received request.
 *
 * @param target the target
 * @param status the HTTP status; 0 if the connection was cut before it was determined
 * @param charge the request units, by this server's simple model
 * @param answered false if the connection was cut instead of answering
 */
public record RecordedRequest(Target target, int status, double charge, boolean answered) {}
