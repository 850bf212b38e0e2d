package io.spillway.cosmos.testserver;

/**
 * Received request.
 *
 * @param target the target
 * @param status the HTTP status; 0 if the connection was cut before it was determined
 * @param charge the request units, by this server's simple model
 * @param documentsRead the number of documents that the request had to read, as an index serves it:
 *     each that it finds by id, and of a query each that it returns, skips or counts
 * @param answered false if the connection was cut instead of answering
 */
public record RecordedRequest(
    Target target, int status, double charge, long documentsRead, boolean answered) {}
