#!/usr/bin/env python3
"""Writes contrato.pdf, anexo.docx and modelo.docx beside itself; the same bytes on every machine. Run it only to change them."""
import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent
FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold"}

CONTRACT = [
    ("bold", 15, "CONTRATO DE PRESTAÇÃO DE SERVIÇOS"),
    ("regular", 10, ""),
    ("regular", 10, "Pelo presente instrumento, de um lado ACME COMÉRCIO LTDA., CNPJ 00.000.000/0001-00, com sede na"),
    ("regular", 10, "Rua das Acácias, 100, São Paulo/SP, doravante CONTRATANTE, e, de outro lado, OFICINA EXEMPLO ME,"),
    ("regular", 10, "CNPJ 00.000.000/0002-00, com sede na Avenida Central, 200, Curitiba/PR, doravante CONTRATADA, têm"),
    ("regular", 10, "entre si justo e acertado o que segue. As partes deste contrato são fictícias."),
    ("regular", 10, ""),
    ("bold", 11, "Cláusula 1ª - Do objeto"),
    ("regular", 10, "A CONTRATADA prestará à CONTRATANTE serviços de manutenção preventiva e corretiva dos equipamentos"),
    ("regular", 10, "relacionados no anexo, que integra este contrato para todos os fins."),
    ("regular", 10, ""),
    ("bold", 11, "Cláusula 2ª - Do prazo"),
    ("regular", 10, "O contrato vigorará por 12 (doze) meses, contados da data da última assinatura, e poderá ser"),
    ("regular", 10, "prorrogado por termo aditivo."),
    ("regular", 10, ""),
    ("bold", 11, "Cláusula 3ª - Do preço"),
    ("regular", 10, "A CONTRATANTE pagará R$ 1.500,00 (mil e quinhentos reais) por mês, até o quinto dia útil do mês"),
    ("regular", 10, "seguinte ao da prestação."),
    ("regular", 10, ""),
    ("bold", 11, "Cláusula 4ª - Da assinatura eletrônica"),
    ("regular", 10, "As partes reconhecem como válida a assinatura deste contrato por meio eletrônico, nos termos da"),
    ("regular", 10, "Medida Provisória nº 2.200-2/2001 e da Lei nº 14.063/2020."),
    ("regular", 10, ""),
    ("bold", 11, "Cláusula 5ª - Do foro"),
    ("regular", 10, "Fica eleito o foro da comarca de São Paulo/SP para dirimir dúvidas oriundas deste contrato."),
    ("regular", 10, ""),
    ("regular", 10, "São Paulo, 3 de agosto de 2026."),
    ("regular", 10, ""),
    ("regular", 10, ""),
    ("regular", 10, "_________________________________            _________________________________"),
    ("regular", 10, "ACME COMÉRCIO LTDA.                                      OFICINA EXEMPLO ME"),
    ("regular", 10, ""),
    ("regular", 10, ""),
    ("regular", 10, "_________________________________"),
    ("regular", 10, "Testemunha"),
]

ANNEX_TITLE = "ANEXO I – RELAÇÃO DE EQUIPAMENTOS"
ANNEX_INTRODUCTION = (
    "Este anexo integra o contrato de prestação de serviços firmado entre ACME Comércio Ltda. e Oficina Exemplo ME, "
    "partes fictícias, e relaciona os equipamentos sujeitos à manutenção."
)
ANNEX_TABLE = [
    ("Item", "Equipamento", "Quantidade", "Periodicidade"),
    ("1", "Compressor de ar, 200 litros", "2", "Mensal"),
    ("2", "Elevador automotivo", "3", "Trimestral"),
    ("3", "Gerador a diesel, 50 kVA", "1", "Semestral"),
    ("4", "Ar-condicionado, 24.000 BTU/h", "6", "Mensal"),
]
MODEL = [
    "Contrato entre {{nome}} e Oficina Exemplo ME, partes fictícias.",
    "A manutenção mensal custa {{valor}}.",
]
ANNEX_END = "Os prazos são contados da última assinatura. Peças de reposição não estão incluídas no preço."


def pdf_text(text):
    """A literal string; \\ ( and ) are escaped and the letters are in the font's WinAnsi encoding."""
    for character in "\\()":
        text = text.replace(character, "\\" + character)
    return b"(" + text.encode("cp1252") + b")"


def pdf(lines):
    names = list(FONTS)
    content = [b"BT", b"56 780 Td"]
    for font, size, text in lines:
        content.append(b"/F%d %d Tf" % (names.index(font) + 1, size))
        content.append(pdf_text(text) + b" Tj")
        content.append(b"0 %d Td" % -(size + 5))
    content.append(b"ET")
    stream = b"\n".join(content)

    fonts = b" ".join(b"/F%d %d 0 R" % (i + 1, i + 5) for i in range(len(names)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (pt-BR) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << " + fonts + b" >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
    ]
    for font in FONTS.values():
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % font.encode())
    objects.append(b"<< /Title " + pdf_text("Contrato de prestação de serviços") + b" /Producer (rubrica) >>")

    out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), table)
    return out


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def paragraph(text, style=None):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(rows):
    widths = [900, 4300, 1700, 2100]
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                      for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>'
                           for width, cell in zip(widths, row)) + "</w:tr>"
        for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def annex():
    return paragraph(ANNEX_TITLE, "Title") + paragraph(ANNEX_INTRODUCTION) + table(ANNEX_TABLE) + paragraph("") + paragraph(ANNEX_END)


def docx_parts(title, content):
    body = (content
            + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
              ' w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>')
    return {
        "[Content_Types].xml": XML + f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/>'
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            "</Types>",
        "_rels/.rels": XML + f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
            "</Relationships>",
        "word/document.xml": XML + f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": XML + f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": XML + f'<w:styles xmlns:w="{WORD}">'
            '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>'
            '<w:lang w:val="pt-BR"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
            '<w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style></w:styles>',
        "docProps/core.xml": XML + f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{title}</dc:title><dc:language>pt-BR</dc:language>"
            '<dcterms:created xsi:type="dcterms:W3CDTF">2026-08-03T12:00:00Z</dcterms:created></cp:coreProperties>',
    }


def write_docx(path, title, content):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in docx_parts(title, content).items():
            entry = zipfile.ZipInfo(name, (2026, 8, 3, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, text.encode())


if __name__ == "__main__":
    (HERE / "contrato.pdf").write_bytes(pdf(CONTRACT))
    write_docx(HERE / "anexo.docx", "Anexo I", annex())
    write_docx(HERE / "modelo.docx", "Modelo de contrato", "".join(paragraph(text) for text in MODEL))
