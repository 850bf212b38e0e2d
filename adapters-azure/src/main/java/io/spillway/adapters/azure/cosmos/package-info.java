/**
 * The stores on Azure Cosmos DB, all partitioned by stream.
 *
 * <p>That writes are visible to readers as soon as they return holds within one {@link
 * io.spillway.adapters.azure.cosmos.CosmosStores} when the account's consistency is Session, the
 * default, and across all of them when it is Strong, or Bounded Staleness with one region. A reader
 * elsewhere may see a write a moment later; nothing is decided by what was read alone.
 */
@NullMarked
package io.spillway.adapters.azure.cosmos;

import org.jspecify.annotations.NullMarked;
