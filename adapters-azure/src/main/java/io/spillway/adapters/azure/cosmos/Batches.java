package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchPatchItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;

/** Parts of atomic batches, and the statuses of operations that were not applied. */
final class Batches {

  static final int NOT_FOUND = 404;
  static final int EXISTS = 409;

  /** Status of a condition that fails or an ETag that is stale. */
  static final int DOES_NOT_HOLD = 412;

  /** Status of concurrent batches on one document; a retry is safe. */
  static final int RETRY_WITH = 449;

  private Batches() {}

  /** Returns an empty batch in the partition of a stream. */
  static CosmosBatch of(String streamId) {
    return CosmosBatch.createCosmosBatch(new PartitionKey(streamId));
  }

  static CosmosBatchItemRequestOptions ifUnchanged(String etag) {
    return new CosmosBatchItemRequestOptions().setIfMatchETag(etag);
  }

  /** Returns the options of a patch that is applied only while a condition on {@code c} holds. */
  static CosmosBatchPatchItemRequestOptions onlyIf(String condition) {
    CosmosBatchPatchItemRequestOptions options = new CosmosBatchPatchItemRequestOptions();
    options.setFilterPredicate("FROM c WHERE " + condition);
    return options;
  }
}
