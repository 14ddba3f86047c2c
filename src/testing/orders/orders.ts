import { json, type Answer } from '../server/answer.js';
import { failureOf } from '../server/api.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';

interface Order {
  readonly account: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/**
 * Creating and listing the orders of the login scheme's provider, as far as its pages agree
 * (docs.dev.nowpost.com, docs.staging.nowpost.com): the fields of an order are not checked.
 */
export function orderRoutes(): Route[] {
  const orders: Order[] = [];
  return [
    { method: 'POST', path: '/orders', token: 'needed', handle: (call) => create(orders, call) },
    { method: 'GET', path: '/orders', token: 'needed', handle: (call) => list(orders, call) },
  ];
}

function create(orders: Order[], { request, account, now }: AccountCall): Answer {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return failureOf('login', 400, 'An order is a JSON object.');
  }
  const number = orders.length + 1;
  const made = {
    id: `np_ord_${String(987_654_000 + number)}`,
    tracking_code: `NP${String(12_345_000 + number)}`,
    status: 'created',
  };
  orders.push({ account: account.id, row: { ...body, ...made, createdAt: new Date(now).toISOString() } });
  return json({ status: 'success', data: made }, 201);
}

/** Only the account's own, oldest first; 10 on a page. */
function list(orders: readonly Order[], { request, account }: AccountCall): Answer {
  const query = new QueryReader(request.query);
  const page = query.integerFrom1('page', 1);
  const pageSize = query.integerFrom1('pageSize', 10);
  if (query.failed) return failureOf('login', 400, Object.values(query.errors).join(' '));

  const rows = orders.filter((order) => order.account === account.id).map(({ row }) => row);
  const totalPages = Math.max(1, Math.ceil(rows.length / pageSize));
  return json({
    data: {
      orders: rows.slice((page - 1) * pageSize, page * pageSize),
      pagination: {
        page,
        pageSize,
        total: rows.length,
        totalPages,
        hasNext: page < totalPages,
        hasPrevious: page > 1,
      },
    },
  });
}
