/**
 * Server of the Cosmos DB gateway protocol over plain HTTP on loopback, for tests and local runs.
 * Start at {@link io.spillway.cosmos.testserver.CosmosTestServer}.
 */
@NullMarked
package io.spillway.cosmos.testserver;

import org.jspecify.annotations.NullMarked;
