/** Rows of the catalog that contradict each other, by what is wrong with them. */

export const contradictions = {
  'an article whose address is not its own':
    "SELECT a.path FROM articles a LEFT JOIN addresses d ON (d.address, d.id, d.state) = (a.address, a.id, 'article') WHERE d.id IS NULL",
  'an address of an article that is not there':
    "SELECT d.address FROM addresses d LEFT JOIN articles a ON a.id = d.id WHERE d.state <> 'gone' AND a.id IS NULL",
  'an address that is gone though its article is there':
    "SELECT d.address FROM addresses d JOIN articles a ON a.id = d.id WHERE d.state = 'gone'",
  'two addresses of one article':
    "SELECT id FROM addresses WHERE state = 'article' GROUP BY id HAVING count(*) > 1",
  'a file without its article, or an article without its file':
    "SELECT * FROM files f FULL JOIN articles a ON a.path = f.path WHERE (f.status IS 'article') <> (a.id IS NOT NULL)",
  'an id or a path that is kept though an article has it':
    'SELECT * FROM withdrawn w JOIN articles a ON a.id = w.id OR a.path = w.path',
  'an id that is kept for two paths': 'SELECT id FROM withdrawn GROUP BY id HAVING count(*) > 1',
};
