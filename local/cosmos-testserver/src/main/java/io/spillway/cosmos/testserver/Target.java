package io.spillway.cosmos.testserver;

/**
 * What a request is about.
 *
 * @param operation what it asks for
 * @param database the name of the database, or empty if the request names none that exists
 * @param container the name of the container, or empty if the request names none that exists
 */
public record Target(Operation operation, String database, String container) {}
