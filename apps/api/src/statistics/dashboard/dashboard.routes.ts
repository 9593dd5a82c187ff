export const dashboardRoutes = async () => {}
