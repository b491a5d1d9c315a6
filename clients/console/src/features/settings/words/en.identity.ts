import type { Catalog } from '../../../shared/i18n/translate';

export const identity = {
  'identity.title': 'Customers that your site knows',
  'identity.lead':
    'Your server signs who the customer is, the chat shows it to operators with a mark that it is proven. Keys are changed at once, without Save.',
  'identity.keys': 'Keys in use',
  'identity.since': 'since {time}',
  'identity.revoke': 'Take out of use',
  'identity.revokeOf': 'Take the key {kid} out of use',
  'identity.secret': 'Secret of the key {kid}',
  'identity.once': 'It is shown this once. Keep it on your server, never in a page.',
  'identity.enough': 'Two keys are in use. Take one out of use before you add another.',
  'identity.add': 'Add a key',
  'identity.algorithm': 'How it is signed',
  'identity.algorithm.HMAC': 'The simplest, with our helpers for PHP, Python, Node.js, Java, Go and C#.',
  'identity.algorithm.HS256': 'JWT with a shared secret.',
  'identity.algorithm.RS256': 'JWT with your private RSA key.',
  'identity.algorithm.ES256': 'JWT with your private key on P-256.',
  'identity.publicKey': 'Public key',
  'identity.check': 'Check what your site signed',
  'identity.checkHint': 'Whatever differs is named. Nothing is stored, and no key is shown.',
  'identity.checkIt': 'Check',
  'identity.good': 'The chat would accept it.',
} as const satisfies Catalog;
