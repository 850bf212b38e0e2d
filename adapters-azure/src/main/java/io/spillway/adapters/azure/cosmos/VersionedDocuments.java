package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;

/** Documents with optimistic concurrency; the version is the ETag unless a function changes it. */
final class VersionedDocuments<T> {

  private static final int TRIES = 3;

  private final Documents documents;
  private final DocumentListing listing;
  private final DocumentForm<T> form;
  private final BiFunction<String, T, String> version;

  VersionedDocuments(Documents documents, DocumentForm<T> form) {
    this(documents, form, (etag, value) -> etag);
  }

  /**
   * Creates an access.
   *
   * @param version the function from a document's ETag and value to its version
   */
  VersionedDocuments(
      Documents documents, DocumentForm<T> form, BiFunction<String, T, String> version) {
    this.documents = documents;
    this.listing = new DocumentListing(documents);
    this.form = form;
    this.version = version;
  }

  /** Adds a value unless its id exists; returns the stored value. */
  Versioned<T> add(T value) {
    for (int i = 0; i < TRIES; i++) {
      Optional<String> etag = documents.create(form.document(value));
      if (etag.isPresent()) {
        return versioned(value, etag.get());
      }
      Optional<Versioned<T>> standing = standing(value);
      if (standing.isPresent()) {
        return standing.get();
      }
      // The document was deleted in the meantime, so that its id is free again.
    }
    throw documents.failures().takenRepeatedly();
  }

  Optional<Versioned<T>> find(String streamId, String id) {
    return documents.find(streamId, id).map(this::read);
  }

  /**
   * Replaces the value with this ETag.
   *
   * @throws NoSuchElementException if the document does not exist
   */
  Replacement<T> replace(T value, String etag) {
    ObjectNode document = form.document(value);
    Optional<String> replaced = documents.replace(document, etag);
    return replaced.isPresent()
        ? new Replacement.Replaced<>(versioned(value, replaced.get()))
        : stale(value);
  }

  /**
   * Returns the current value as the result of a replacement.
   *
   * @throws NoSuchElementException if the document does not exist
   */
  Replacement<T> stale(T value) {
    return new Replacement.Stale<>(
        standing(value).orElseThrow(() -> new NoSuchElementException("no " + value)));
  }

  Versioned<T> versioned(T value, String etag) {
    return new Versioned<>(value, version.apply(etag, value));
  }

  /** Returns all values of a query, which must be few. */
  List<Versioned<T>> list(DocumentQuery query, SqlQuerySpec sql, int most) {
    return documents.list(query, sql, most).stream().map(this::read).toList();
  }

  /**
   * Returns one page.
   *
   * @param name the query as text, for the cursor
   */
  Page<Versioned<T>> page(String name, DocumentQuery query, PageRequest page) {
    return listing.page(name, query, page, this::read);
  }

  private Optional<Versioned<T>> standing(T value) {
    ObjectNode document = form.document(value);
    return find(document.path("streamId").asText(), document.path("id").asText());
  }

  private Versioned<T> read(ObjectNode document) {
    return versioned(form.value(document, documents.failures()), document.path("_etag").asText());
  }
}
