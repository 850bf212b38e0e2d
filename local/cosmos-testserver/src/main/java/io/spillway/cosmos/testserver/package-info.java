/**
 * A small server that speaks the Cosmos DB gateway protocol over plain HTTP on loopback, for tests
 * and for running on one machine. Start at {@link io.spillway.cosmos.testserver.CosmosTestServer}.
 */
@NullMarked
package io.spillway.cosmos.testserver;

import org.jspecify.annotations.NullMarked;
