package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Documents with optimistic concurrency; the version is the ETag. */
final class VersionedDocuments<T> {

  private static final int TRIES = 3;

  private final Documents documents;
  private final DocumentListing listing;
  private final DocumentForm<T> form;

  VersionedDocuments(Documents documents, DocumentForm<T> form) {
    this.documents = documents;
    this.listing = new DocumentListing(documents);
    this.form = form;
  }

  /** Adds a value unless its id exists; returns the stored value. */
  Versioned<T> add(T value) {
    for (int i = 0; i < TRIES; i++) {
      Optional<String> etag = documents.create(form.document(value));
      if (etag.isPresent()) {
        return new Versioned<>(value, etag.get());
      }
      Optional<Versioned<T>> standing = standing(value);
      if (standing.isPresent()) {
        return standing.get();
      }
      // The document was deleted in the meantime, so that its id is free again.
    }
    throw new PortException(
        documents
            .failures()
            .unavailable("the id was repeatedly taken and freed by concurrent writes"));
  }

  Optional<Versioned<T>> find(String streamId, String id) {
    return documents.find(streamId, id).map(this::read);
  }

  /**
   * Replaces the value with this version.
   *
   * @throws NoSuchElementException if the document does not exist
   */
  Replacement<T> replace(T value, String version) {
    ObjectNode document = form.document(value);
    Optional<String> etag = documents.replace(document, version);
    return etag.isPresent()
        ? new Replacement.Replaced<>(new Versioned<>(value, etag.get()))
        : new Replacement.Stale<>(
            standing(value).orElseThrow(() -> new NoSuchElementException("no " + value)));
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
    return new Versioned<>(
        form.value(document, documents.failures()), document.path("_etag").asText());
  }
}
