#pragma once

#include "support/files/zip.hpp"

#include <string>
#include <utility>
#include <vector>

namespace rubrica_test {

/// `<w:p>` with one run for each text.
inline std::string paragraph(std::vector<std::string> const& runs) {
  std::string out = "<w:p>";
  for (std::string const& text : runs) out += "<w:r><w:t>" + text + "</w:t></w:r>";
  return out + "</w:p>";
}

inline std::string word_document(std::string const& body) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
         "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
         body + "</w:body></w:document>";
}

/// A .docx with the four necessary files, and more if wanted.
inline std::string docx(std::string const& body, packing method = packing::deflated,
                        std::vector<std::pair<std::string, std::string>> const& more = {}) {
  constexpr char const* relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
  constexpr char const* to_document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
  constexpr char const* document_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  zip_writer zip(method);
  zip.add("[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          "<Override PartName=\"/word/document.xml\" ContentType=\"" +
              std::string(document_type) + "\"/></Types>");
  zip.add("_rels/.rels", "<Relationships xmlns=\"" + std::string(relationships) + "\"><Relationship Id=\"r1\" Type=\"" +
                             to_document + "\" Target=\"word/document.xml\"/></Relationships>");
  zip.add("word/document.xml", word_document(body));
  zip.add("word/_rels/document.xml.rels", "<Relationships xmlns=\"" + std::string(relationships) + "\"/>");
  for (auto const& [name, bytes] : more) zip.add(name, bytes);
  return zip.archive();
}

inline constexpr char docx_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

} // namespace rubrica_test
