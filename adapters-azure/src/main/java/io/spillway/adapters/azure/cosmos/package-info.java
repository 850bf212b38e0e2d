/**
 * Stores on Azure Cosmos DB, partitioned by stream.
 *
 * <p>Writes are visible to readers as soon as they return within one {@link
 * io.spillway.adapters.azure.cosmos.CosmosStores} if the account's consistency is Session (the
 * default), and across all instances if it is Strong, or Bounded Staleness with one region.
 * Otherwise a reader in another process may see a write slightly later; no decision depends on a
 * read alone.
 */
@NullMarked
package io.spillway.adapters.azure.cosmos;

import org.jspecify.annotations.NullMarked;
