// In place of xml2js, a tenth of the bundle: @homebridge/dbus-native reads introspection with it, and Hearth introspects nothing.
'use strict';
exports.Parser = function Parser() {
  throw new Error('Hearth is bundled without introspection over D-Bus');
};
