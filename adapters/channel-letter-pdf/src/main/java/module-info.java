/** Letters as PDF, into a folder or to a service that prints them. */
module io.relance.channel.letter.pdf {
    requires static org.jspecify;
    requires com.github.librepdf.pdfFontsExtra;
    requires com.google.zxing;
    requires java.desktop;
    requires java.xml;
    requires java.logging;
    requires openhtmltopdf.core;
    requires openhtmltopdf.pdfbox;
    // PDFBox logs with it, and has no descriptor of its own that says so
    requires org.apache.commons.logging;
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;
    requires org.joda.money;
    requires org.jsoup;
    requires transitive io.relance.channels.spi;

    exports io.relance.adapter.channelletterpdf;
}
