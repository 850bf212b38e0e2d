package io.spillway.cosmos.testserver;

/**
 * One request that came in.
 *
 * @param target what it was about
 * @param status the HTTP status decided on; 0 if the connection was cut before anything was
 * @param charge request units, by this server's simple model
 * @param answered false if the connection was cut instead of answering
 */
public record RecordedRequest(Target target, int status, double charge, boolean answered) {}
