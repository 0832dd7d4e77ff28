// The envelopes of an account in a window of Qt, which stays responsive: answers come back into Qt's event loop.
//
//     CLICKSIGN_TOKEN=... qt_window
#include <rubrica/clicksign/async_client.hpp>

#include <QApplication>
#include <QListWidget>
#include <QMetaObject>

namespace click = rubrica::clicksign;

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QListWidget window;
  window.setWindowTitle("ClickSign");
  window.show();

  click::client_options options;
  options.base_url = click::sandbox_url;
  options.token = rubrica::secret(qgetenv("CLICKSIGN_TOKEN").toStdString());
  click::async_client async{click::client(options)};

  auto const in_the_window = [&window](auto work) { QMetaObject::invokeMethod(&window, work, Qt::QueuedConnection); };
  async.start(async.envelopes().list(), in_the_window, [&window](rubrica::result<click::page<click::envelope>> answer) {
    if (!answer) return window.addItem(QString::fromStdString(answer.error().message));
    for (auto const& one : answer->items) window.addItem(QString::fromStdString(one.name));
  });
  return app.exec();
}
