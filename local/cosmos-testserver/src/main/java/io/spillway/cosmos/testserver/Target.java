package io.spillway.cosmos.testserver;

/**
 * Target of a request.
 *
 * @param operation the operation
 * @param database the name of the database, or empty if none exists by the request
 * @param container the name of the container, or empty if none exists by the request
 */
public record Target(Operation operation, String database, String container) {}
