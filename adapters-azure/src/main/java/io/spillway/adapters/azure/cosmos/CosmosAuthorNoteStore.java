package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.wire.AuthorNoteJson;

/** Notes about authors, one document each, in a partition for each author. */
final class CosmosAuthorNoteStore implements AuthorNoteStore {

  private static final String TYPE = "note";

  private static final DocumentForm<AuthorNote> FORM =
      new DocumentForm<>(
          CosmosAuthorNoteStore::write,
          CosmosAuthorNoteStore::read,
          note -> TYPE + "~" + note.id(),
          AuthorNote::sortKey);

  private final Documents documents;
  private final DocumentListing listing;
  private final VersionedDocuments<AuthorNote> versioned;

  CosmosAuthorNoteStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.AUTHORS, "notes");
    listing = new DocumentListing(documents);
    versioned = new VersionedDocuments<>(documents, FORM);
  }

  @Override
  public AuthorNote add(AuthorNote note) {
    return versioned.add(note).value();
  }

  @Override
  public Page<AuthorNote> list(String author, PageRequest page) {
    String partition = partition(author);
    DocumentQuery query = DocumentQuery.of(partition).equal(DocumentQuery.DOCUMENT_TYPE, TYPE);
    return listing.page(partition, query, page, this::note);
  }

  @Override
  public boolean delete(AuthorNote note) {
    return documents.delete(partition(note.author()), TYPE + "~" + note.id());
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private AuthorNote note(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }

  private static String partition(String author) {
    return "~author~" + AuthorNames.hash(author);
  }

  private static ObjectNode write(AuthorNote note) {
    return OwnStream.move(AuthorNoteJson.write(note), partition(note.author()))
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE);
  }

  private static AuthorNote read(ObjectNode document) {
    return AuthorNoteJson.read(OwnStream.restore(document));
  }
}
